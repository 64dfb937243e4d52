#include "engine/packages/rpm/messages.hpp"

#include <rpm/rpmlib.h>
#include <rpm/rpmlog.h>

namespace pkgmap::rpm {
namespace {

constexpr std::size_t kMaxMessage = 400;

Messages* innermost = nullptr;

int keep(rpmlogRec record, rpmlogCallbackData) {
  if (innermost && rpmlogRecPriority(record) <= RPMLOG_ERR) {
    innermost->add(rpmlogRecMessage(record));
  }
  return 0;  // librpm shall neither print the message nor exit.
}

Done read_configuration() {
  silence_library();
  Messages messages;
  if (rpmReadConfigFiles(nullptr, nullptr) == 0) return done();
  return Error{ErrorCode::package_database,
               "cannot read rpm's configuration" +
                   (messages.any() ? ": " + messages.first() : std::string()),
               "check whether 'rpm --version' works"};
}

}  // namespace

void silence_library() {
  rpmlogSetCallback(keep, nullptr);
}

Done prepare_library() {
  static const Done result = read_configuration();
  return result;
}

Messages::Messages() : outer_(innermost) {
  innermost = this;
}

Messages::~Messages() {
  innermost = outer_;
}

void Messages::add(const char* message) {
  if (++count_ > 1) return;
  const std::string text = message ? message : "";
  first_ = text.substr(0, std::min(text.find('\n'), kMaxMessage));
}

}  // namespace pkgmap::rpm
