// monit-pkgmap-payload: what is inside a .rpm, for monit-pkgmap.
//
// Reads a package on standard input and writes one line of JSON for each entry of its payload to
// standard output, a pipe:
//   {"path":"/etc/x","mode":33188,"size":5,"digests":{"md5":"…","sha1":"…","sha256":"…"}}
// and in the end {"end":true,"entries":N}; without that line the answer is not whole. Errors go to
// standard error, with exit status 1. It is the only program that is linked with libarchive, and it
// is confined before it reads.
#include <unistd.h>

#include <cstdint>
#include <iostream>
#include <string>

#include "engine/packages/digest.hpp"
#include "engine/payload/archive.hpp"
#include "engine/payload/confine.hpp"
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

// Crypto and its tables are set up while files may still be opened.
pkgmap::Done warm_up() {
  for (const char* algorithm : {"md5", "sha1", "sha256"}) {
    auto digest = pkgmap::Digest::start(algorithm);
    if (!digest) return digest.error();
    digest->update("", 0);
    digest->finish();
  }
  return pkgmap::done();
}

}  // namespace

int main() {
  if (const auto warm = warm_up(); !warm) return fail(warm.error());
  if (const auto confined = pkgmap::payload::confine(); !confined) return fail(confined.error());
  const auto entries = pkgmap::payload::read_entries(
      STDIN_FILENO, [](const auto& entry) { std::cout << json_of(entry).dump(-1) << '\n'; });
  if (!entries) {
    std::cout.flush();
    return fail(entries.error());
  }
  std::cout << Json::object().set("end", true).set("entries", *entries).dump(-1) << std::endl;
  return std::cout.good() ? 0 : 1;
}
