#include "engine/queries/expected_sums.hpp"

#include <utility>

#include "engine/facts/control_file.hpp"
#include "engine/integrity/content.hpp"
#include "parsers/monitrc/words/tree.hpp"

namespace pkgmap {
namespace {

std::string why_not(const Content& content) {
  if (!content.refusal.empty()) return content.refusal;
  if (content.digest.empty()) return "it cannot be read, or it changes meanwhile";
  switch (content.shipped) {
    case Shipped::unowned:
      return "no package owns it";
    case Shipped::silent:
      return content.package + " does not say what it holds";
    case Shipped::replaced:
      return "it is a link that " + content.package + " did not ship";
    case Shipped::equal:
    case Shipped::differs:
      break;
  }
  return "it is not what " + content.package + " shipped";
}

void judge(const monitrc::Check& check, const monitrc::Test& test, const Content& content,
           ExpectedSums& sums) {
  switch (content.state) {
    case ContentState::as_held:
      return;
    case ContentState::as_packaged:
      sums.outdated.push_back({check.name, check.path, test.expect_span, test.expect,
                               content.digest, content.package, content.signature});
      return;
    case ContentState::missing:
      sums.notes.push_back(check.path + " does not exist: the sum that '" + check.name +
                           "' expects stays");
      return;
    case ContentState::changed:
    case ContentState::unknown:
      sums.refused.push_back(
          {check.name, check.path, test.expect_span, test.expect, why_not(content)});
  }
}

// Quotes stay as they are. A sum of decimal digits alone would be a number without them.
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
  const auto database =
      open_package_database({settings.root, settings.dbpath, settings.policy.require_signature});
  if (!database) return database.error();
  ExpectedSums sums{std::move(*parsed), {}, {}, {}};
  for (const monitrc::Check& check : sums.parsed.control_file.checks) {
    for (const monitrc::Test& test : check.tests) {
      if (test.kind != monitrc::TestKind::checksum || test.expect.empty()) continue;
      const char* algorithm = test.algorithm ? monitrc::name_of(*test.algorithm) : "md5";
      const auto content = examine({check.name, check.path, algorithm, test.expect, false},
                                   database->get(), settings.root);
      if (!content) return content.error();
      judge(check, test, *content, sums);
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
