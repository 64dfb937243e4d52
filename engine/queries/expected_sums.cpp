#include "engine/queries/expected_sums.hpp"

#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/integrity/as_packaged.hpp"
#include "parsers/monitrc/words/tree.hpp"
#include "rules/judge/packaged.hpp"

namespace pkgmap {
namespace {

std::string why_not(const rules::Shipped& shipped) {
  if (!shipped.refusal.empty()) return shipped.refusal;
  switch (shipped.shipping) {
    case rules::Shipping::unowned:
      return "no package owns it";
    case rules::Shipping::silent:
      return shipped.package + " does not say what it holds";
    case rules::Shipping::replaced:
      return "it is a link that " + shipped.package + " did not ship";
    case rules::Shipping::equal:
    case rules::Shipping::differs:
      break;
  }
  return "it is not what " + shipped.package + " shipped";
}

void judge(const rules::FileFacts& facts, const monitrc::Test& test, const Algorithm& algorithm,
           bool require_signature, ExpectedSums& sums) {
  if (facts.present.kind == rules::PresentFile::Kind::missing) {
    sums.notes.push_back(facts.path + " does not exist: the sum that '" + facts.check +
                         "' expects stays");
    return;
  }
  const std::string sum = rules::sum_by(facts.present.digests, algorithm);
  if (!sum.empty() && sum == test.expect) return;
  const rules::Shipped shipped = rules::shipped_by(facts, require_signature);
  if (!sum.empty() && shipped.counts()) {
    sums.outdated.push_back({facts.check, facts.path, test.expect_span, test.expect, sum,
                             shipped.package, shipped.word->signature});
    return;
  }
  const std::string unread = "it cannot be read, or it changes meanwhile";
  sums.refused.push_back({facts.check, facts.path, test.expect_span, test.expect,
                          sum.empty() ? unread : why_not(shipped)});
}

// Keeps the quotes of `before`. Adds quotes to a sum of decimal digits alone, since monit would
// read a number.
std::string written_as(std::string_view before, const std::string& sum) {
  const bool quoted = before.size() > 1 && (before.front() == '"' || before.front() == '\'');
  if (quoted) return before.front() + sum + before.back();
  const bool number = sum.find_first_not_of("0123456789") == std::string::npos;
  return number ? '"' + sum + '"' : sum;
}

}  // namespace

Result<ExpectedSums> look_at_expected_sums(const Settings& settings) {
  auto parsed = load_control_file(settings);
  if (!parsed) return parsed.error();
  if (auto understood = require_parsed(*parsed); !understood) return understood.error();
  const auto database = open_package_database(
      {settings.root, settings.dbpath, settings.policy.require_signature, {}, settings.packages});
  if (!database) return database.error();
  ExpectedSums sums{std::move(*parsed), {}, {}, {}};
  for (const monitrc::Check& check : sums.parsed.control_file.checks) {
    for (const monitrc::Test& test : check.tests) {
      if (test.kind != monitrc::TestKind::checksum || test.expect.empty()) continue;
      const Algorithm& algorithm = test.algorithm.value();  // Told by the sum.
      auto facts = file_as_packaged(settings.root, check.path, algorithm, **database);
      if (!facts) return facts.error();
      facts->check = check.name;
      judge(*facts, test, algorithm, settings.policy.require_signature, sums);
    }
  }
  return sums;
}

std::vector<RewrittenFile> rewritten_files(const ExpectedSums& sums) {
  const Sources& sources = sums.parsed.sources;
  std::vector<RewrittenFile> files;
  for (std::uint32_t source = 0; source < sources.size(); ++source) {
    std::vector<monitrc::Edit> edits;
    for (const OutdatedSum& sum : sums.outdated) {
      if (sum.span.source != source) continue;
      edits.push_back({sum.span, written_as(sources.text(sum.span), sum.after)});
    }
    if (edits.empty()) continue;
    const std::size_t count = edits.size();
    if (auto text = monitrc::rewritten(sources, source, std::move(edits))) {
      files.push_back(
          {sources.name(source), std::string(sources.bytes(source)), std::move(*text), count});
    }
  }
  return files;
}

}  // namespace pkgmap
