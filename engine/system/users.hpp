// Looks up the users and groups of this host by its name service. Any thread.
#pragma once

#include <string>

namespace pkgmap {

/// Return whether this host has the user or group with this name or number, however many members
/// the group has. False also if the name service fails.
bool has_user(const std::string& name);
bool has_user(unsigned int uid);
bool has_group(const std::string& name);
bool has_group(unsigned int gid);

/// Returns the name of the user with this number; the number as text if no user has it.
std::string user_name(unsigned int uid);

/// Returns whether the user is in the group, as its first group or as a named member. False if the
/// host has no such user or no such group.
bool is_in_group(const std::string& user, const std::string& group);

/// Returns the home directory of the user of this program; "/root" if that user has no home
/// directory. $HOME does not count, since monit does not use it.
std::string home_directory();

}  // namespace pkgmap
