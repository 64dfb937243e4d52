// monit-pkgmap-headers: reads the headers of .rpm files, for monit-pkgmap.
//
// Standard input is a socket for requests and answers (engine/packages/header_protocol.hpp). A
// request to read brings the opened package along (SCM_RIGHTS). The program is confined before it
// receives the first request. A faulty package is reported in the answer; a faulty request ends the
// program. Prints no messages.
#include "engine/confine/confine.hpp"
#include "engine/headers/serve.hpp"
#include "engine/packages/rpm/package_file.hpp"

int main() {
  const pkgmap::rpm::PackageFileReader reader;
  if (const auto confined = pkgmap::confine(pkgmap::Input::descriptors); !confined) return 1;
  return pkgmap::headers::serve(
      [&](int fd, const pkgmap::FileFilter* only) { return reader.read(fd, only); });
}
