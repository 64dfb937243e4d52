#include "tests/fuzz/hooks.hpp"

#include <string>

#include "cli/plugins/dnf5/members.hpp"
#include "cli/plugins/zypp/frames.hpp"
#include "cli/plugins/zypp/steps.hpp"
#include "parsers/json/json.hpp"
#include "parsers/transaction/transaction.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

constexpr int kManager = 4711;

void accept(const Json& transaction) {
  std::string error;
  const auto read = parse_transaction(transaction.dump(-1), error);
  promise(read.has_value(), "a transaction that monit-pkgmap refuses");
  promise(read->items.size() == transaction["items"].items().size(), "a package that is lost");
  promise(read->pid == kManager, "another package manager");
}

}  // namespace

void zypp_frame(std::string_view text) {
  const zypp::Frame frame = zypp::frame_of(text);
  promise(frame.command.size() + frame.body.size() <= text.size(), "a frame beyond its text");
  accept(zypp::transaction_of(zypp::steps_of(frame.body), kManager));
}

void dnf5_packages(std::string_view text) {
  const auto members = Json::parse(text);
  if (!members) return;
  dnf5::PackageCache cache("/nonexistent/monit-pkgmap-fuzz");
  accept(dnf5::transaction_of(*members, kManager, cache));
}

}  // namespace pkgmap::fuzz
