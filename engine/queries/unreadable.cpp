#include "engine/queries/unreadable.hpp"

#include <unistd.h>

#include <cerrno>
#include <utility>

#include "engine/system/text.hpp"

namespace pkgmap {

bool is_refused_to_this_user(int error_number) {
  return ::geteuid() != 0 && (error_number == EACCES || error_number == EPERM);
}

bool is_refused_to_this_user(const std::string& message) {
  return is_refused_to_this_user(EACCES) &&
         message.find(system_message(EACCES)) != std::string::npos;
}

FileReader::Answer UnreadableFiles::read(const std::string& path) {
  Answer answer = HostFiles::read(path);
  if (!answer.ok && is_refused_to_this_user(answer.error)) unreadable_ = path;
  return answer;
}

std::string UnreadableFiles::take_unreadable() {
  return std::exchange(unreadable_, {});
}

}  // namespace pkgmap
