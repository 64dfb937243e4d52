// Computes digests of files inside a .rpm or .deb file by the algorithms that monit uses, of which
// the package itself has one at most.
//
// A confined process (monit-pkgmap-payload, engine/payload) unpacks the whole payload. An
// incomplete answer of this process is an error. Any thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/system/result.hpp"
#include "rules/digests.hpp"

namespace pkgmap {

/// Digests by path as packaged; by algorithms of kMonitAlgorithms.
using PayloadDigests = std::map<std::string, rules::Digests>;

/// The answer of monit-pkgmap-payload.
struct PayloadAnswer {
  PayloadDigests digests;
  /// An error message of the program in one line; empty if there is none. May stand beside a whole
  /// answer.
  std::string complaint;
  bool whole = false;  ///< False if the answer is incomplete; `digests` must not be used then.
};

/// Reads the output of monit-pkgmap-payload, standard output and error together, without trusting
/// it: skips paths that are not in `paths`, and takes a line that is not JSON as an error message.
/// PayloadAnswer::whole is false if a line of JSON has a wrong form, if the last line is missing,
/// or if bytes follow it.
PayloadAnswer payload_answer(std::string_view output, const std::vector<std::string>& paths);

/// Returns the digests of files in a package. `paths` are absolute, as packaged. `program` is the
/// path of monit-pkgmap-payload, `rpm` the path of the .rpm or .deb file. The result lacks a path
/// that is not in the package; a path that is no regular file has no digests. Fails with
/// ErrorCode::failed if the package cannot be opened, or if the program cannot run, fails (also if
/// the system forbids one of the algorithms), or gives no whole answer within 60 s.
Result<PayloadDigests> payload_digests(const std::string& program, const std::string& rpm,
                                       const std::vector<std::string>& paths);

}  // namespace pkgmap
