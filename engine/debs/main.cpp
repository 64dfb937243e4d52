// monit-pkgmap-debs: reads .deb files, for monit-pkgmap.
//
// The same protocol as monit-pkgmap-headers (engine/headers): standard input is a socket for
// requests and answers, a request to read brings the opened package along. The program is confined
// before it receives the first request. Prints no messages.
#include "engine/confine/confine.hpp"
#include "engine/debs/deb_file.hpp"
#include "engine/headers/serve.hpp"
#include "engine/packages/digest.hpp"

int main() {
  // Initialises the cryptographic library while the process may still open files.
  if (auto digest = pkgmap::RunningDigest::start(pkgmap::Algorithm::md5)) digest->finish();
  if (const auto confined = pkgmap::confine(pkgmap::Input::descriptors); !confined) return 1;
  return pkgmap::headers::serve(pkgmap::debs::read_deb);
}
