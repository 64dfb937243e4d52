#include "cli/render/verification.hpp"

#include <algorithm>
#include <array>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"
#include "rules/nevra.hpp"

namespace pkgmap::cli {
namespace {

using Verdict = VerifiedFile::Result;

std::string headline(const Verification& verification) {
  constexpr std::array<Verdict, 4> kOrder = {Verdict::ok, Verdict::drift, Verdict::missing,
                                             Verdict::unknown};
  std::string text = counted(verification.files.size(), "checksummed file");
  const char* separator = ": ";
  for (const Verdict verdict : kOrder) {
    const auto count =
        std::count_if(verification.files.begin(), verification.files.end(),
                      [&](const VerifiedFile& file) { return file.result == verdict; });
    if (count == 0) continue;
    text += separator + std::to_string(count) + " " + name_of(verdict);
    separator = ", ";
  }
  return text + "\n";
}

bool package_answers(const VerifiedFile& file) {
  return file.shipped != rules::Shipping::unowned && file.shipped != rules::Shipping::silent;
}

std::string packages_word(const VerifiedFile& file) {
  if (!file.refusal.empty()) return file.refusal;
  if (file.shipped == rules::Shipping::replaced)
    return "is a link that " + file.package + " did not ship";
  const std::string what = "what " + file.package + " shipped";
  return file.config ? "is a configuration file and differs from " + what : "differs from " + what;
}

std::string drift_of(const VerifiedFile& file, Against against) {
  const std::string differs = "differs from its baseline in monit";
  if (against == Against::baseline || !package_answers(file)) return differs;
  if (against == Against::package || file.baseline.empty()) return packages_word(file);
  if (file.shipped == rules::Shipping::differs && !file.config) {
    return differs + " and from what " + file.package + " shipped";
  }
  return differs + ", and " + packages_word(file);
}

std::string maker_of(const VerifiedFile& file) {
  return file.by_transaction ? "; it changed during a transaction, but not as packaged" : "";
}

// monit has taken the bad content as baseline; a substitute check keeps the alarm.
std::string alarm_of(const VerifiedFile& file) {
  return file.substitute.empty() ? "" : "; '" + printable(file.substitute) + "' keeps the alarm";
}

std::string unknown_of(const VerifiedFile& file, Against against) {
  const std::string nobody = file.package.empty()
                                 ? "no package owns it"
                                 : file.package + " owns it, but has no digest of it";
  if (against == Against::package) return nobody;
  if (file.refused == rules::Refused::link) return "no baseline is known, and " + file.refusal;
  const std::string no_baseline = "no baseline is known";
  return against == Against::baseline ? no_baseline : no_baseline + " and " + nobody;
}

// The command that shows what else differs from the package.
std::string verifying_command(const std::string& package) {
  const bool is_dpkg = rules::system_in(package) == rules::PackageSystem::dpkg;
  return is_dpkg ? "dpkg -V " + std::string(rules::name_in(package)) : "rpm -V " + package;
}

// What to do next; empty if there is no advice.
std::string todo_of(const VerifiedFile& file, Against against) {
  if (file.result == Verdict::ok || file.result == Verdict::unknown) return {};
  if (file.refused == rules::Refused::link && against != Against::baseline) {
    return "see who made the link, then 'monit-pkgmap accept " + printable(file.path) + "'";
  }
  const std::string judge_it =
      "bring the good content back, or 'monit-pkgmap accept " + printable(file.path) + "'";
  if (!file.refusal.empty() && against != Against::baseline) {
    if (rules::system_in(file.package) == rules::PackageSystem::dpkg) return judge_it;
    return "'rpm -qi " + file.package + "' shows its signature; 'rpm --import' takes a key";
  }
  if (against == Against::baseline || !package_answers(file)) {
    return file.substitute.empty() ? std::string() : judge_it;
  }
  if (!file.new_version.empty()) return "compare it with " + file.new_version;
  const std::string look = "'" + verifying_command(file.package) + "' shows other changes";
  return file.config ? look : look + ", a reinstall brings the file back";
}

std::string explanation_of(const VerifiedFile& file, Against against) {
  switch (file.result) {
    case Verdict::drift:
      return drift_of(file, against) + maker_of(file) + alarm_of(file);
    case Verdict::missing:
      return "does not exist";
    case Verdict::unknown:
      return unknown_of(file, against);
    case Verdict::ok:
      return {};
  }
  return {};
}

// On one line if both fit.
std::string name_and_path(const VerifiedFile& file) {
  const std::string name = padded(file.check, 16);
  const std::string path = printable(file.path);
  const bool fits = columns(name) + 2 + columns(path) <= 68;
  return name + (fits ? "  " : "\n" + std::string(12, ' ')) + path;
}

std::string file_lines(const VerifiedFile& file, Against against, const Style& style) {
  const std::string word = padded(name_of(file.result), 8);
  const std::string indent(12, ' ');
  std::string text = "  " + (file.result == Verdict::drift ? style.danger(word) : word) + "  " +
                     name_and_path(file) + "\n" + indent +
                     wrapped_text(explanation_of(file, against), 12) + "\n";
  const std::string todo = todo_of(file, against);
  if (!todo.empty()) text += indent + wrapped_text("next: " + todo, 12) + "\n";
  return text;
}

Json signature_json(const VerifiedFile& file) {
  return Json::text_or_null(file.signature);
}

}  // namespace

std::string verification_text(const Verification& verification, const Style& style) {
  std::string text = headline(verification);
  for (const VerifiedFile& file : verification.files) {
    if (file.result != Verdict::ok) text += file_lines(file, verification.against, style);
  }
  return text;
}

Json verification_json(const Verification& verification) {
  Json files = Json::array();
  for (const VerifiedFile& file : verification.files) {
    files.push(Json::object()
                   .set_bytes("check", file.check)
                   .set_bytes("path", file.path)
                   .set("result", name_of(file.result))
                   .set("baseline", Json::text_or_null(file.baseline))
                   .set("content", Json::text_or_null(file.content))
                   .set("package", Json::text_or_null(file.package))
                   .set("signature", signature_json(file))
                   .set("shipped", name_of(file.shipped))
                   .set("config", file.config)
                   .set("by_transaction", file.by_transaction)
                   .set("kept_as", Json::text_or_null(file.substitute)));
  }
  return Json::object()
      .set("schema", 1)
      .set("files", std::move(files))
      .set("notes", Json::array_of(verification.notes));
}

}  // namespace pkgmap::cli
