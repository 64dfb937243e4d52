#include "engine/queries/verify.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/integrity/as_packaged.hpp"
#include "engine/queries/files_view.hpp"
#include "parsers/source/names.hpp"
#include "rules/judge/way.hpp"
#include "rules/plan/evaluate.hpp"

namespace pkgmap {
namespace {

using Verdict = VerifiedFile::Result;

constexpr std::array<Named<Verdict>, 4> kVerdictNames = {{
    {Verdict::ok, "ok"},
    {Verdict::drift, "drift"},
    {Verdict::missing, "missing"},
    {Verdict::unknown, "unknown"},
}};

Verdict against_baseline(const JudgedFile& file) {
  switch (file.verdict.standing) {
    case rules::Standing::as_baseline:
    case rules::Standing::unchanged:
    case rules::Standing::good_again:
    case rules::Standing::told:
      return Verdict::ok;
    default:
      return rules::is_known(file.verdict.good) ? Verdict::drift : Verdict::unknown;
  }
}

// Without a record, nobody knows whether a link to the package's file is new. Compared with
// packages alone, the file is then ok, as rpm follows such a link.
Verdict against_package(const JudgedFile& file, Against against) {
  const rules::Shipped& shipped = file.verdict.shipped;
  const bool nobody =
      shipped.shipping == rules::Shipping::unowned || shipped.shipping == rules::Shipping::silent;
  if (nobody) return Verdict::unknown;
  if (shipped.counts()) return Verdict::ok;
  if (shipped.refused != rules::Refused::link || file.facts.record) return Verdict::drift;
  return against == Against::package ? Verdict::ok : Verdict::unknown;
}

// A package does not miss its %ghost files.
bool may_be_absent(const rules::Shipped& shipped, Against against) {
  return against == Against::package && shipped.shipping == rules::Shipping::silent;
}

Verdict judge(const JudgedFile& file, Against against) {
  const rules::Shipped& shipped = file.verdict.shipped;
  if (file.facts.present.kind == rules::PresentFile::Kind::missing) {
    return may_be_absent(shipped, against) ? Verdict::unknown : Verdict::missing;
  }
  if (file.verdict.standing == rules::Standing::too_large) return Verdict::unknown;
  const Verdict baseline = against_baseline(file);
  const Verdict package = against_package(file, against);
  if (against == Against::baseline) return baseline;
  if (against == Against::package) return package;
  if (baseline == Verdict::ok || package == Verdict::ok) return Verdict::ok;
  const bool drift = baseline == Verdict::drift || package == Verdict::drift;
  return drift ? Verdict::drift : Verdict::unknown;
}

// A file with `expect`: the baseline is the sum in the control file, so monit is not asked.
Result<JudgedFile> look_at_expected(const monitrc::Check& check, const monitrc::Test& test,
                                    PackageDatabase& database, const rules::JudgeTerms& terms) {
  const Algorithm& algorithm = test.algorithm.value();  // Told by the sum.
  auto facts = file_as_packaged("/", check.path, algorithm, database);
  if (!facts) return facts.error();
  facts->check = check.name;
  facts->shown = {rules::ShownBaseline::Kind::shown, {{algorithm, test.expect}}};
  rules::FileVerdict verdict = rules::judge(*facts, terms);
  return JudgedFile{std::move(*facts), std::move(verdict), true};
}

std::string new_version_of(const std::string& path, bool config) {
  // rpm's, dpkg's (the second: until the package is configured), and that of ucf(1).
  constexpr const char* kSuffixes[] = {".rpmnew", ".dpkg-dist", ".dpkg-new", ".ucf-dist"};
  for (const char* suffix : kSuffixes) {
    const std::string beside = path + suffix;
    struct stat info {};
    if (config && ::lstat(beside.c_str(), &info) == 0) return beside;
  }
  return {};
}

bool is_substitute(const std::vector<rules::SubstituteCheck>& substitutes,
                   const std::string& check) {
  return std::any_of(
      substitutes.begin(), substitutes.end(),
      [&](const rules::SubstituteCheck& substitute) { return same_name(substitute.name, check); });
}

// Returns the digest by monit's algorithm if that is known, else any digest; empty if there is
// none.
std::string digest_of(const rules::Digests& digests, const rules::FileFacts& facts) {
  for (const rules::Digests* wanted : {&facts.shown.digests, &digests}) {
    for (const auto& [algorithm, sum] : *wanted) {
      if (const std::string found = rules::sum_by(digests, algorithm); !found.empty()) return found;
    }
  }
  return {};
}

// Returns the name of the substitute check if monit's status shows it as monitored; else empty.
std::string substitute_of(const JudgedFile& file, const std::optional<status::Status>& status) {
  const status::Service* service = status ? status->find(file.facts.alarm_name) : nullptr;
  return service && service->monitored() ? file.facts.alarm_name.text() : std::string();
}

VerifiedFile verified(const JudgedFile& file, Against against) {
  const rules::Shipped& shipped = file.verdict.shipped;
  VerifiedFile answer;
  answer.check = file.facts.check;
  answer.path = file.facts.path;
  answer.result = judge(file, against);
  answer.baseline = digest_of(file.verdict.good, file.facts);
  answer.content = digest_of(file.verdict.content, file.facts);
  answer.package = shipped.package;
  answer.shipped = shipped.shipping;
  answer.refused = shipped.refused;
  answer.refusal = shipped.refusal;
  if (shipped.word) {
    answer.signature = shipped.word->signature;
    answer.config = shipped.word->config;
  }
  answer.new_version = new_version_of(file.facts.path, answer.config);
  const auto& record = file.facts.record;
  answer.by_transaction = answer.result == Verdict::drift && record &&
                          changed_in_a_transaction(file.facts.present, *record);
  return answer;
}

std::string with_hint(const Error& note) {
  return note.hint.empty() ? note.message : note.message + "; " + note.hint;
}

}  // namespace

bool Verification::drifted() const {
  return std::any_of(files.begin(), files.end(),
                     [](const VerifiedFile& file) { return file.result == Verdict::drift; });
}

const char* name_of(VerifiedFile::Result result) {
  return name_in(kVerdictNames, result);
}

Result<Verification> verify(const Settings& settings, Against against, Host& host) {
  if (!settings.live()) {
    return Error{ErrorCode::usage, "verify looks at the running host: it takes no " +
                                       std::string(settings.place_option())};
  }
  Settings plain = settings;
  // With `drift: accept` the judge would call a drifted file accepted.
  plain.policy.drift = rules::OnDrift::carry;
  auto view = view_files(plain, host);
  if (!view) return view.error();
  Verification verification{{}, {}, against};
  if (view->unanswered) verification.notes.push_back(with_hint(*view->unanswered));
  for (const Error& note : view->notes) verification.notes.push_back(with_hint(note));
  for (const monitrc::Check& check : view->parsed.control_file.checks) {
    const monitrc::Test* test = rules::checksum_test(check);
    // A substitute check is reported with the check whose alarm it keeps.
    if (!test || is_substitute(view->substitutes, check.name)) continue;
    if (const JudgedFile* file = view->files.find(check.name)) {
      verification.files.push_back(verified(*file, against));
      verification.files.back().substitute = substitute_of(*file, view->status);
      continue;
    }
    const auto expected = look_at_expected(check, *test, *view->database, view->files.terms);
    if (!expected) return expected.error();
    verification.files.push_back(verified(*expected, against));
  }
  return verification;
}

}  // namespace pkgmap
