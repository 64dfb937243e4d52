// The loop of a confined program that reads package files. The program gets requests and sends
// answers (engine/packages/header_protocol.hpp) through the socket at its standard input.
//
// For a faulty package the answer has the reason; a faulty request ends the loop. Prints no
// messages. For one thread.
#pragma once

#include <functional>

#include "engine/packages/package_database.hpp"

namespace pkgmap::headers {

/// A function that reads the package file `fd`; unless `only` is null, the result has only the
/// files that match `only`. The message of an Error continues a sentence that begins with the
/// file's name: "is damaged: ...".
using ReadPackage =
    std::function<Result<PackageDatabase::PackageFile>(int fd, const FileFilter* only)>;

/// Answers requests with `read` until there are no more. Returns the exit status of the process: 0
/// when the other end closes the socket, 1 after a faulty request or an answer that could not be
/// sent.
int serve(const ReadPackage& read);

}  // namespace pkgmap::headers
