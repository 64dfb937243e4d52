#include "engine/headers/serve.hpp"

#include <string>
#include <utility>
#include <variant>

#include "engine/packages/header_protocol.hpp"
#include "engine/system/process/request_socket.hpp"

namespace pkgmap::headers {
namespace {

std::string answer_to(const Read& read, const Fd& file, const FileFilter& filter,
                      const ReadPackage& read_package) {
  const auto package = read_package(file.get(), read.wanted_only ? &filter : nullptr);
  if (!package) return encode(Refusal{package.error().message});
  return encode(*package);
}

}  // namespace

int serve(const ReadPackage& read) {
  FileFilter filter;
  while (const auto message = receive_request(kLongestRequest)) {
    auto request = decode_request(message->bytes);
    if (!request) return 1;
    if (auto* wanted = std::get_if<Filter>(&*request)) {
      filter = std::move(wanted->files);
    } else if (!send_answer(answer_to(std::get<Read>(*request), message->file, filter, read))) {
      return 1;
    }
  }
  return 0;
}

}  // namespace pkgmap::headers
