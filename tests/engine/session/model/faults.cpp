#include "tests/engine/session/model/faults.hpp"

#include <utility>

namespace pkgmap::model {

Error error_of_call(std::string_view call, std::uint64_t choice) {
  const bool even = choice % 2 == 0;
  if (call.starts_with("monit.")) {
    return Error{ErrorCode::monit, even ? "Connection refused" : "Connection timed out"};
  }
  const ErrorCode code =
      call.starts_with("packages.") ? ErrorCode::package_database : ErrorCode::failed;
  return Error{code, even ? "Input/output error" : "No space left on device"};
}

void Faults::begin(Fault fault, std::function<void(const std::string& call)> on_fault) {
  fault_ = fault;
  on_fault_ = std::move(on_fault);
  counting_ = true;
}

std::optional<Error> Faults::come(std::string_view call) {
  if (!counting_ || ++calls_ != fault_.number) return std::nullopt;
  hit_ = call;
  on_fault_(hit_);
  return error_of_call(call, fault_.number);
}

}  // namespace pkgmap::model
