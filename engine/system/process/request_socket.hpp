// The other end of Helper (helper.hpp), for a program of this project: receives requests through
// the socket that is its standard input, and sends answers.
//
// Makes no other system call than recvmsg(2), write(2) and close(2), so that a confined program can
// use it. For one thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "engine/system/fd.hpp"

namespace pkgmap {

struct Request {
  std::string bytes;
  Fd file;  ///< The descriptor that came along; empty if none did.
};

/// Waits for the next request. Returns nullopt if the other end has closed the socket, if reading
/// fails, or if the request has more than `limit` bytes; the caller then ends the program.
std::optional<Request> receive_request(std::size_t limit);

/// Sends an answer. Returns false if it could not be sent. If the other end has closed the socket,
/// SIGPIPE ends the program, unless the program ignores it.
bool send_answer(const std::string& answer);

}  // namespace pkgmap
