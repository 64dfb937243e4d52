#include "cli/transaction_input.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "engine/queries/transaction_of.hpp"
#include "engine/system/fd.hpp"
#include "engine/system/io.hpp"
#include "engine/system/text.hpp"
#include "parsers/json/json.hpp"

namespace pkgmap::cli {
namespace {

// A distribution upgrade of 10,000 packages has about 3 MB.
constexpr std::size_t kMaxTransaction = 64U << 20U;

Error unreadable(const std::string& name) {
  return system_error("cannot read the transaction from " + name, ErrorCode::usage);
}

Result<std::string> read_all(int fd, const std::string& name) {
  auto text = read_to_end(fd, kMaxTransaction);
  if (!text) return unreadable(name);
  if (text->size() > kMaxTransaction) {
    return Error{ErrorCode::usage, "the transaction from " + name + " is longer than 64 MiB"};
  }
  return *std::move(text);
}

}  // namespace

Result<std::string> transaction_text(const std::string& file) {
  if (file == "-") return read_all(STDIN_FILENO, "standard input");
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!fd) return unreadable(file);
  return read_all(fd.get(), file);
}

Result<Transaction> read_transaction(const Options& options) {
  const auto text = options.transaction_text ? Result<std::string>(*options.transaction_text)
                                             : transaction_text(options.transaction);
  if (!text) return text.error();
  std::string problem;
  auto transaction = parse_transaction(*text, problem);
  if (!transaction) {
    return Error{ErrorCode::usage, "the transaction cannot be understood: " + problem,
                 "monit-pkgmap-formats(5) describes it"};
  }
  return std::move(*transaction);
}

std::string text_of(const Transaction& transaction) {
  Json items = Json::array();
  for (const TransactionItem& item : transaction.items) {
    items.push(Json::object()
                   .set("action", name_of(item.action))
                   .set("name", item.name)
                   .set("epoch", item.epoch)
                   .set("version", item.version)
                   .set("release", item.release)
                   .set("arch", item.arch)
                   .set(item.deb ? "deb" : "rpm", Json::text_or_null(item.package_file)));
  }
  return Json::object()
      .set("schema", 1)
      .set("manager", transaction.manager)
      .set("pid", transaction.pid)
      .set("items", std::move(items))
      .dump(-1);
}

Result<Transaction> transaction_asked_for(const Options& options, int pid) {
  if (options.transaction.empty()) {
    return transaction_of(options.settings, options.packages, pid);
  }
  auto transaction = read_transaction(options);
  if (transaction && transaction->pid == 0) transaction->pid = pid;
  return transaction;
}

int status_of(const SuspendOutcome& outcome) {
  if (outcome.trouble) return static_cast<int>(outcome.trouble->code);
  return static_cast<int>(outcome.not_suspended.empty() ? ErrorCode{} : ErrorCode::failed);
}

}  // namespace pkgmap::cli
