// Users of this host, as its name service knows them. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// The name, or the number where there is none.
std::string user_name(unsigned int uid);

/// Of whoever runs this program; "/root" where it has none. Not $HOME: monit does not go by that.
std::string home_directory();

}  // namespace pkgmap
