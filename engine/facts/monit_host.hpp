// Answers the questions that monit asks about its host while it reads a control file ("is there a
// user www?"), and says whether monit accepts the owner and mode of the control file. For one
// thread; cannot fail.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "parsers/monitrc/model/host_answers.hpp"
#include "parsers/source/diagnostic.hpp"

namespace pkgmap {

/// Answers from the user database and the files of this host; changes no file. Looks each user and
/// each group up once.
class MonitHost : public monitrc::HostAnswers {
 public:
  /// Returns whether this host has what monit asks for, as HostAnswers::has() describes it. A user
  /// or group counts as missing if the name service fails, as for monit.
  bool has(monitrc::HostQuestion question, const std::string& name, bool is_number) const override;

 private:
  using Known = std::map<std::pair<std::string, bool>, bool>;  ///< By name and `is_number`.

  mutable Known users_;
  mutable Known groups_;
};

/// Returns why monit refuses the control file with this path: monit accepts only a file that
/// belongs to the calling user and that no other user may read, write or execute. The Diagnostic
/// names the file and has no position in its text. Returns nullopt if monit would accept the file,
/// and also if the file does not exist or this process may not look at it.
std::optional<Diagnostic> refusal_of_file(const std::string& path);

}  // namespace pkgmap
