#include "engine/facts/what_parses.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/facts/control_file.hpp"
#include "parsers/monitrc/statements/includes.hpp"

namespace pkgmap {
namespace {

using monitrc::is_left_behind;

constexpr const char* kConsequence =
    "monit goes on with what it read before, but ends itself at its next reload";

std::string cure_of(const std::string& path) {
  if (!is_left_behind(path)) return "mend it, then see what 'monit -t' says";
  const std::string original = path.substr(0, path.rfind('.'));
  return "take what is needed over into " + original + ", and remove " + path +
         ", or let the include name only files that end in .conf";
}

const std::string& file_of(const monitrc::Check& check, const monitrc::Parsed& parsed) {
  return parsed.sources.name(check.name_span.source);
}

// Which file to mend. Of a name that is declared twice, the file that was left behind is to blame,
// whichever of both monit reads first.
std::string file_to_mend(const Diagnostic& diagnostic, const monitrc::Parsed& parsed) {
  if (!diagnostic.span) {
    return diagnostic.file.empty() ? parsed.control_file.path : diagnostic.file;
  }
  const Span& span = *diagnostic.span;
  const auto& checks = parsed.control_file.checks;
  const auto second = std::find_if(checks.begin(), checks.end(), [&](const monitrc::Check& check) {
    return check.name_span.source == span.source && check.name_span.begin == span.begin;
  });
  for (const monitrc::Check& check : checks) {
    const bool is_named = second != checks.end() && same_name(check.name, second->name);
    if (is_named && is_left_behind(file_of(check, parsed))) return file_of(check, parsed);
  }
  return parsed.sources.name(span.source);
}

// Whether the statement says what the check watches. The parser keeps a check even if it does not
// understand that part.
bool says_what_it_watches(const monitrc::Check& check) {
  switch (check.type) {
    case monitrc::CheckType::process:
      return !check.pidfile.empty() || !check.matching.empty();
    case monitrc::CheckType::host:
      return !check.address.empty();
    case monitrc::CheckType::network:
      return !check.address.empty() || !check.interface.empty();
    case monitrc::CheckType::system:
      return true;
    default:
      return !check.path.empty();
  }
}

// Whether a declaration in a file that was not left behind says what the check watches, or only the
// last reading does.
bool is_declared_elsewhere(const monitrc::Check& check, const monitrc::Parsed& parsed,
                           const std::vector<monitrc::Check>& remembered) {
  const auto& checks = parsed.control_file.checks;
  const auto has_name = [&](const monitrc::Check& other) {
    return same_name(other.name, check.name);
  };
  const bool is_remembered = std::any_of(remembered.begin(), remembered.end(), has_name);
  return std::any_of(checks.begin(), checks.end(), [&](const monitrc::Check& other) {
    return has_name(other) && !is_left_behind(file_of(other, parsed)) &&
           (is_remembered || says_what_it_watches(other));
  });
}

const Diagnostic* first_error(const monitrc::Parsed& parsed) {
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    if (diagnostic.severity == Severity::error) return &diagnostic;
  }
  return nullptr;
}

}  // namespace

std::optional<Error> mistake_in(const monitrc::Parsed& parsed) {
  const Diagnostic* first = first_error(parsed);
  if (!first) return std::nullopt;
  std::string message = require_parsed(parsed).error().message;
  // Of a name that is declared twice, the other place is to blame as well.
  if (!first->hint.empty()) message += " (" + first->hint + ")";
  return Error{ErrorCode::control_file, std::move(message),
               std::string(kConsequence) + "; " + cure_of(file_to_mend(*first, parsed))};
}

std::string in_one_line(const Error& mistake) {
  return mistake.message + "; " + mistake.hint;
}

std::optional<std::string> warning_of_mistake(const monitrc::Parsed& parsed) {
  const Diagnostic* first = first_error(parsed);
  if (!first) return std::nullopt;
  return require_parsed(parsed).error().message + "; mend " + file_to_mend(*first, parsed) +
         " before monit's next reload: 'monit-pkgmap doctor' says how";
}

Done use_what_parses(monitrc::Parsed& parsed, const std::vector<monitrc::Check>& remembered) {
  if (parsed.ok()) return done();
  monitrc::ControlFile& file = parsed.control_file;
  if (file.files.empty() || !file.httpd) return require_parsed(parsed);
  std::vector<monitrc::Check> kept;
  for (const monitrc::Check& check : file.checks) {
    const bool leftover = is_left_behind(file_of(check, parsed));
    const bool other = leftover && is_declared_elsewhere(check, parsed, remembered);
    if (says_what_it_watches(check) && !other) kept.push_back(check);
  }
  file.checks = std::move(kept);
  std::set<CheckName> names;
  std::erase_if(file.checks,
                [&](const monitrc::Check& check) { return !names.insert(check.name).second; });
  for (const monitrc::Check& check : remembered) {
    if (names.insert(check.name).second) file.checks.push_back(check);
  }
  return done();
}

CheckNames unread_checks(const monitrc::ControlFile& control_file, const status::Status& status) {
  CheckNames names;
  for (const monitrc::Check& check : control_file.checks) {
    // monit names its own system check after the host, whose name may have changed since.
    if (!check.implicit && !status.find(check.name)) names.push_back(check.name);
  }
  return names;
}

std::string about_unknown_checks(const monitrc::ControlFile& control_file,
                                 const status::Status& status) {
  constexpr std::size_t kMostNames = 4;
  std::string names;
  std::size_t unknown = 0;
  for (const status::Service& service : status.services) {
    const bool known = std::any_of(
        control_file.checks.begin(), control_file.checks.end(),
        [&](const monitrc::Check& check) { return same_name(check.name, service.name); });
    if (known || ++unknown > kMostNames) continue;
    names += (names.empty() ? "'" : ", '") + service.name + "'";
  }
  if (unknown == 0) return {};
  if (unknown > kMostNames) names += " and " + std::to_string(unknown - kMostNames) + " more";
  return "monit has " + names +
         ", which cannot be found in the control file: nobody knows whether the transaction "
         "touches it, so it stays monitored";
}

}  // namespace pkgmap
