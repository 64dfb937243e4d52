// monit-pkgmap-payload: lists what is inside a .rpm or .deb file, for monit-pkgmap.
//
//   monit-pkgmap-payload [PATH…]
//
// Reads a package on standard input, a regular file. Writes one line of JSON for each entry of its
// payload (with PATHs, only for these paths) to standard output, a pipe:
//   {"path":"/etc/x","mode":33188,"size":5,"digests":{"md5":"…","sha1":"…","sha256":"…"}}
// The last line is {"end":true,"entries":N}; without it the answer is incomplete. Errors go to
// standard error, with exit status 1. The program is confined before it reads. librpm's own reader
// gets the packages that libarchive does not understand.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "engine/confine/confine.hpp"
#include "engine/packages/digest.hpp"
#include "engine/packages/rpm/payload.hpp"
#include "engine/payload/archive.hpp"
#include "engine/payload/deb_entries.hpp"
#include "parsers/json/json.hpp"

namespace {

using pkgmap::Json;

Json json_of(const pkgmap::payload::Entry& entry) {
  Json digests = Json::object();
  if (!entry.md5.empty()) digests.set("md5", entry.md5);
  if (!entry.sha1.empty()) digests.set("sha1", entry.sha1);
  if (!entry.sha256.empty()) digests.set("sha256", entry.sha256);
  return Json::object()
      .set("path", entry.path)
      .set("mode", std::uint64_t{entry.mode})
      .set("size", entry.size)
      .set("digests", digests);
}

int fail(const pkgmap::Error& error) {
  std::cerr << "monit-pkgmap-payload: " << error.message << "\n";
  return 1;
}

// Initialises the cryptographic library while the process may still open files.
pkgmap::Done warm_up() {
  for (const pkgmap::Algorithm algorithm : pkgmap::kMonitAlgorithms) {
    auto digest = pkgmap::RunningDigest::start(algorithm);
    if (!digest) return digest.error();
    digest->update("", 0);
    digest->finish();
  }
  return pkgmap::done();
}

/// Prints the entries whose paths are arguments; all entries if there is no argument.
class Printer {
 public:
  Printer(int argc, char** argv) : wanted_(argv + std::min(argc, 1), argv + argc) {}

  void operator()(const pkgmap::PayloadEntry& entry) const {
    const bool asked = std::find(wanted_.begin(), wanted_.end(), entry.path) != wanted_.end();
    if (asked || wanted_.empty()) std::cout << json_of(entry).dump(-1) << '\n';
  }

 private:
  std::vector<std::string> wanted_;
};

// libarchive refuses an unknown format before the first entry, so librpm can still read the
// package.
pkgmap::Result<std::uint64_t> read(pkgmap::rpm::Payload& by_librpm, const Printer& print) {
  if (pkgmap::payload::is_deb(STDIN_FILENO)) {
    return pkgmap::payload::read_deb_entries(STDIN_FILENO, print);
  }
  bool begun = false;
  auto entries = pkgmap::payload::read_entries(STDIN_FILENO, [&](const auto& entry) {
    begun = true;
    print(entry);
  });
  if (entries || begun) return entries;
  auto others = by_librpm.read([&](const auto& entry) {
    begun = true;
    print(entry);
  });
  // If neither understands the package, libarchive knows the reason better.
  return others || begun ? others : entries;
}

}  // namespace

int main(int argc, char** argv) {
  if (const auto warm = warm_up(); !warm) return fail(warm.error());
  auto by_librpm = pkgmap::rpm::Payload::open(STDIN_FILENO);
  if (const auto confined = pkgmap::confine(pkgmap::Input::bytes); !confined)
    return fail(confined.error());
  const auto entries = read(by_librpm, Printer(argc, argv));
  if (!entries) {
    std::cout.flush();
    return fail(entries.error());
  }
  std::cout << Json::object().set("end", true).set("entries", *entries).dump(-1) << std::endl;
  return std::cout.good() ? 0 : 1;
}
