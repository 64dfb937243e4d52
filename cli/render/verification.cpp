#include "cli/render/verification.hpp"

#include <algorithm>
#include <array>

#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

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

std::string drift_of(const VerifiedFile& file, Against against) {
  const std::string shipped = "what " + file.package + " shipped";
  const std::string held = "what monit compares it with";
  if (against == Against::package || file.baseline.empty()) return "is not " + shipped;
  if (against == Against::baseline || file.package.empty()) return "is not " + held;
  return "is neither " + held + " nor " + shipped;
}

std::string explanation_of(const VerifiedFile& file, Against against) {
  switch (file.result) {
    case Verdict::drift:
      return drift_of(file, against);
    case Verdict::missing:
      return "does not exist";
    case Verdict::unknown:
      if (against == Against::baseline) return "no baseline is known";
      if (against == Against::package) return "no package owns it";
      return "no baseline is known and no package owns it";
    case Verdict::ok:
      return {};
  }
  return {};
}

// Beside each other where that fits a screen.
std::string name_and_path(const VerifiedFile& file) {
  const std::string name = padded(file.check, 16);
  const std::string path = printable(file.path);
  const bool fits = columns(name) + 2 + columns(path) <= 68;
  return name + (fits ? "  " : "\n" + std::string(12, ' ')) + path;
}

std::string file_lines(const VerifiedFile& file, Against against, const Style& style) {
  const std::string word = padded(name_of(file.result), 8);
  return "  " + (file.result == Verdict::drift ? style.danger(word) : word) + "  " +
         name_and_path(file) + "\n" + std::string(12, ' ') +
         wrapped_text(explanation_of(file, against), 12) + "\n";
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
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
                   .set("baseline", text_or_null(file.baseline))
                   .set("content", text_or_null(file.content))
                   .set("package", text_or_null(file.package))
                   .set("signature", Json()));
  }
  return Json::object()
      .set("schema", 1)
      .set("files", std::move(files))
      .set("notes", Json::array_of(verification.notes));
}

}  // namespace pkgmap::cli
