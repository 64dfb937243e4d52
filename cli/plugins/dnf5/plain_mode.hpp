// The hook as actions of dnf 5 in plain mode, for versions of dnf 5 before 5.2.6.2, which have no
// JSON mode.
//
// dnf 5 starts one process for each package and passes only arguments to the process. So each
// process adds its package to a file of the spool, and the last process before the transaction
// reads the file. What a process writes to standard output sets variables of dnf 5. For one thread.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/hook.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dnf5 {

// Each function carries out one kind of line in the actions file: the word before PID or HANDOVER
// below. `words` are the arguments after the kind. `spool` is the absolute path of the directory
// for the packages, hook::kSpoolDirectory except in tests; the functions make the directory if it
// is missing. PID is that of dnf 5; the spool has one file for each PID.
//
// A function that returns Done fails if the spool cannot be used. It fails with ErrorCode::usage if
// the number of words is wrong or PID is not a positive number, since the actions file is then that
// of another version. The caller shows an Error to people, and the transaction goes on.

/// `plain-begin PID`: removes what an earlier transaction left in the file of PID.
Done begin_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-package PID` and the values of attributes(), in their order: adds a package to the file
/// of PID. It is an error if this file would get longer than 16 MiB.
Done add_package_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-before PID INSTALLROOT CACHEDIR TSFLAGS`, the settings of dnf 5 (running_dnf.hpp);
/// TSFLAGS may be empty. Takes the packages out of the spool, calls Hook::before(), and prints the
/// Handover for dnf 5. Suspends no check if dnf 5 changes another system. If the spool cannot be
/// read, prints a Handover without a session, and returns the Error. If the policy ends the
/// transaction, prints the request to stop.
Done before_in_plain(const std::vector<std::string>& words, const std::string& spool,
                     const Hook& hook);
/// `plain-after HANDOVER`: prints a Handover without a session, so that no later action uses this
/// session, and calls Hook::after(). Has no effect if HANDOVER is no text of a Handover.
void after_in_plain(const std::vector<std::string>& words, const Hook& hook);

}  // namespace pkgmap::dnf5
