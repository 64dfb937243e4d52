#include "tests/fuzz/answers.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "engine/packages/header_protocol.hpp"
#include "engine/packages/payload_digests.hpp"
#include "parsers/source/printable.hpp"
#include "tests/fuzz/promise.hpp"

namespace pkgmap::fuzz {
namespace {

void check_package(const PackageDatabase::PackageFile& package, std::string_view bytes) {
  promise(headers::encode(package) == bytes, "a package that encodes to other bytes");
  promise(package.package.instance == 0, "a record number from outside");
  promise(!package.package.nevra.name.empty(), "a package without a name");
  promise(package.files.size() <= headers::kMostFiles, "too many files");
  for (const FileEntry& file : package.files) {
    promise(!file.path.empty() && file.path.size() <= headers::kLongestText,
            "a path out of bounds");
    promise(file.path.find('\0') == std::string::npos, "a NUL in a path");
    promise(file.digest.known() == (file.digest.algorithm != Algorithm::none),
            "a digest without an algorithm, or an algorithm without a digest");
  }
}

void header_messages(std::string_view bytes) {
  if (const auto request = headers::decode_request(bytes)) {
    if (const auto* read = std::get_if<headers::Read>(&*request)) {
      promise(headers::encode(*read) == bytes, "a request that encodes to other bytes");
    }
  }
  const auto answer = headers::decode_answer(bytes);
  if (!answer) return;
  if (const auto* package = std::get_if<PackageDatabase::PackageFile>(&*answer)) {
    check_package(*package, bytes);
  } else {
    promise(!std::get<headers::Refusal>(*answer).why.empty(), "a refusal without a reason");
  }
}

void payload_listing(std::string_view bytes) {
  const PayloadAnswer answer = payload_answer(bytes, {"/x", "/usr/bin/y"});
  promise(answer.complaint == printable(answer.complaint), "a complaint that is not printable");
  promise(answer.digests.size() <= 2, "digests of more paths than were asked for");
  for (const auto& [path, digests] : answer.digests) {
    promise(digests.size() <= 3, "too many digests");
    for (const auto& [algorithm, digest] : digests) {
      promise(digest.size() >= 32 && digest.size() <= 64, "a digest of the wrong length");
    }
  }
}

}  // namespace

void answers(std::string_view bytes) {
  header_messages(bytes);
  payload_listing(bytes);
}

}  // namespace pkgmap::fuzz
