// The hook as actions of dnf 5 in plain mode: for versions before 5.2.6.2, which know no other.
//
// dnf 5 then starts one process for each package and tells it by its arguments alone, so what they
// were told is collected below /run until the last one comes. What a process prints sets variables
// of dnf 5. One thread.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/hook.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dnf5 {

/// Where the packages are collected; a directory of root's.
inline constexpr const char* kSpoolDirectory = "/run/monit-pkgmap";

/// Each is one kind of line in the actions file, with the arguments behind the kind's name.
/// `plain-begin PID`
Done begin_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-package PID` and the attributes(), in their order.
Done add_package_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-before PID INSTALLROOT CACHEDIR TSFLAGS`; the last one may be empty.
Done before_in_plain(const std::vector<std::string>& words, const std::string& spool,
                     const Hook& hook);
/// `plain-after HANDOVER`
void after_in_plain(const std::vector<std::string>& words, const Hook& hook);

}  // namespace pkgmap::dnf5
