// plugin_main PROGRAM RPM CACHE DISABLED SECONDS: the commit plugin of libzypp in other places.
#include <cstdlib>

#include "cli/plugins/zypp/plugin.hpp"

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  pkgmap::zypp::Places places;
  places.program = argv[1];
  places.rpm = argv[2];
  places.macros = argv[2];
  places.packages = argv[3];
  places.repositories = places.packages + "/repos.d";
  places.disabled = argv[4];
  places.answer_within = pkgmap::zypp::answer_within(nullptr, argv[5]);
  pkgmap::zypp::serve(places);
  return 0;
}
