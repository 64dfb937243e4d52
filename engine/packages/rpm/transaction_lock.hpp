// Whether rpm changes the database now.
#pragma once

#include "engine/packages/rpm/location.hpp"

namespace pkgmap::rpm {

/// Whether a process holds rpm's lock file for writing, as rpm does for the whole of a transaction
/// (rpm: lib/rpmlock.c). Takes no lock and opens no database. False if there is no lock file.
bool transaction_is_locked(const Location& location);

}  // namespace pkgmap::rpm
