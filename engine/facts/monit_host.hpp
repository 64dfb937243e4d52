// Answers for this host what monit asks while it reads a control file, and judges the control file
// itself as monit does.
#pragma once

#include <optional>
#include <string>

#include "parsers/monitrc/model/host_answers.hpp"
#include "parsers/source/diagnostic.hpp"

namespace pkgmap {

/// Looks into the user database and at files; changes nothing.
class MonitHost : public monitrc::HostAnswers {
 public:
  bool has(monitrc::HostQuestion question, const std::string& name, bool is_number) const override;
};

/// monit reads a control file of its own user only, that nobody else may read. Nothing when it
/// would take it.
std::optional<Diagnostic> refusal_of_file(const std::string& path);

}  // namespace pkgmap
