#include "engine/bundle/bundle.hpp"

#include <unistd.h>

#include "cli/commands/commands.hpp"
#include "cli/page_output.hpp"

namespace pkgmap::cli {

int run_bundle(const Options& options, const Screen& screen) {
  if (options.bundle == "-" && ::isatty(STDOUT_FILENO) == 1) {
    return screen.fail({ErrorCode::usage, "a bundle is no text for a terminal",
                        "'monit-pkgmap bundle FILE' writes a file"});
  }
  const auto bytes = make_bundle(options.settings);
  if (!bytes) return screen.fail(bytes.error());
  return put_out(options.bundle, *bytes, screen, 0);
}

}  // namespace pkgmap::cli
