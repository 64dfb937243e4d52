// Looks up the users of this host by its name service. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the name of the user with this number; the number as text if no user has it.
std::string user_name(unsigned int uid);

/// Returns the home directory of the user of this program; "/root" if that user has none. $HOME
/// does not count, since monit does not use it.
std::string home_directory();

}  // namespace pkgmap
