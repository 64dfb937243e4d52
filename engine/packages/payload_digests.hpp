// Computes digests of files inside a .rpm by the algorithms that monit uses, of which the header
// has one at most.
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
/// it: skips paths that are not in `paths`. PayloadAnswer::whole is false if a line has a wrong
/// form or the last line is missing.
PayloadAnswer payload_answer(std::string_view output, const std::vector<std::string>& paths);

/// Returns the digests of files in a .rpm. `paths` are absolute, as packaged. `program` is the path
/// of monit-pkgmap-payload, `rpm` the path of the package. The result lacks a path that is not in
/// the package; a path that is no regular file has no digests. Fails with ErrorCode::failed if the
/// program cannot run, fails, or gives no whole answer within 60 s.
Result<PayloadDigests> payload_digests(const std::string& program, const std::string& rpm,
                                       const std::vector<std::string>& paths);

}  // namespace pkgmap
