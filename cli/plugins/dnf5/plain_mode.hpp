// The hook as actions of dnf 5 in plain mode: for versions before 5.2.6.2, which have no JSON mode.
//
// dnf 5 starts one process for each package and passes only arguments to the process. So each
// process adds its package to a file of the spool, and a last process reads the file. What a
// process writes to standard output sets variables of dnf 5. For one thread.
#pragma once

#include <string>
#include <vector>

#include "cli/plugins/dnf5/hook.hpp"
#include "engine/system/result.hpp"

namespace pkgmap::dnf5 {

// Each function carries out one kind of line in the actions file. `words` are the arguments after
// the kind. `spool` is hook::kSpoolDirectory, except in tests: it holds the packages of a
// transaction until its last action before the transaction, and is made if it is missing. An error
// is for people; the transaction goes on. ErrorCode::usage if the number of words is wrong or PID
// is not a positive number: the actions file is that of another version.

/// `plain-begin PID`: removes what an earlier transaction of this process left in the spool.
Done begin_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-package PID` and the values of attributes(), in their order: adds a package to the spool.
/// Also an error if the spool of the transaction would have more than 16 MiB.
Done add_package_in_plain(const std::vector<std::string>& words, const std::string& spool);
/// `plain-before PID INSTALLROOT CACHEDIR TSFLAGS`; TSFLAGS may be empty. Takes the packages out of
/// the spool, calls Hook::before(), and prints the Handover, even if the spool cannot be read.
Done before_in_plain(const std::vector<std::string>& words, const std::string& spool,
                     const Hook& hook);
/// `plain-after HANDOVER`: calls Hook::after(). Returns at once if HANDOVER names no session.
void after_in_plain(const std::vector<std::string>& words, const Hook& hook);

}  // namespace pkgmap::dnf5
