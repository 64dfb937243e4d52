// The loop of a confined program that reads package files: requests in, answers out
// (engine/packages/header_protocol.hpp), through the socket that is standard input.
//
// A faulty package is reported in the answer; a faulty request ends the loop. Prints no messages.
// For one thread.
#pragma once

#include <functional>

#include "engine/packages/package_database.hpp"

namespace pkgmap::headers {

/// Reads the package file behind an open descriptor; with a filter, only its files. An Error has
/// the words that follow the file's name: "is damaged: ...".
using ReadPackage =
    std::function<Result<PackageDatabase::PackageFile>(int fd, const FileFilter* only)>;

/// Returns the exit status: 0 when the requests end, 1 after a faulty request or a failed answer.
int serve(const ReadPackage& read);

}  // namespace pkgmap::headers
