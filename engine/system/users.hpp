// Looks up the users and groups of this host by its name service. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Returns the name of the user with this number; the number as text if no user has it.
std::string user_name(unsigned int uid);

/// Returns whether the user is in the group, as its first group or as a named member. False if the
/// host has no such user or no such group.
bool is_in_group(const std::string& user, const std::string& group);

/// Returns the home directory of the user of this program; "/root" if that user has no home
/// directory. $HOME does not count, since monit does not use it.
std::string home_directory();

}  // namespace pkgmap
