// The hook as actions of dnf 5 in plain mode: for versions before 5.2.6.2, which have no JSON mode.
//
// dnf 5 starts one process for each package and passes it only arguments. So each process stores
// its package below /run, and a last process reads all of them. What a process prints sets
// variables of dnf 5. For one thread.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/hook.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dnf5 {

/// The directory in which the packages are stored; it belongs to root.
inline constexpr const char* kSpoolDirectory = "/run/monit-pkgmap";

/// Each function is one kind of line in the actions file; `words` are the arguments behind the
/// kind. An error is for people; the transaction goes on.
///
/// `plain-begin PID`
Done begin_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-package PID` and the attributes(), in their order.
Done add_package_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-before PID INSTALLROOT CACHEDIR TSFLAGS`; TSFLAGS may be empty.
Done before_in_plain(const std::vector<std::string>& words, const std::string& spool,
                     const Hook& hook);
/// `plain-after HANDOVER`
void after_in_plain(const std::vector<std::string>& words, const Hook& hook);

}  // namespace pkgmap::dnf5
