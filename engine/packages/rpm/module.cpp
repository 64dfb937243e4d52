// The table of the module's functions.
#include "engine/packages/rpm/digest.hpp"
#include "engine/packages/rpm/messages.hpp"
#include "engine/packages/rpm/obsoletes.hpp"
#include "engine/packages/rpm/rpm_database.hpp"
#include "engine/packages/rpm_module.hpp"

const pkgmap::RpmFunctions pkgmap_rpm = {
    PKGMAP_VERSION,
    [] { static_cast<void>(pkgmap::rpm::prepare_library()); },
    pkgmap::rpm::open_database,
    pkgmap::rpm::lock_files,
    pkgmap::rpm::obsoletes,
    pkgmap::rpm::start_digest,
    pkgmap::rpm::update_digest,
    pkgmap::rpm::finish_digest,
};
