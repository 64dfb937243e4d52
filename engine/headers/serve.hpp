// The loop of a confined program that reads package files. The program gets requests and sends
// answers (engine/packages/header_protocol.hpp) through the socket at its standard input.
//
// For a package that cannot be read, the answer is a Refusal with the reason; an invalid request
// ends the loop. Prints no messages. For one thread.
#pragma once

#include <functional>

#include "engine/packages/package_database.hpp"

namespace pkgmap::headers {

/// A function of the caller that reads the package file `fd`, whose position is the beginning of
/// the file; serve() closes `fd`. The result has all files if `only` is null, else those that match
/// `only`, the filter of the last Filter request. The message of an Error continues a sentence that
/// begins with the file's name: "is damaged: ...".
using ReadPackage =
    std::function<Result<PackageDatabase::PackageFile>(int fd, const FileFilter* only)>;

/// Answers requests until the other end closes the socket; calls `read` for each Read request.
/// Returns the exit status for the process: 1 after an invalid request or if an answer could not be
/// sent; 0 if the other end has closed the socket, or if receive_request() refuses a request as too
/// long.
int serve(const ReadPackage& read);

}  // namespace pkgmap::headers
