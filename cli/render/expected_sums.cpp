#include "cli/render/expected_sums.hpp"

#include <utility>

#include "cli/render/unified_diff.hpp"
#include "cli/render/words.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

std::int64_t line_of(const ExpectedSums& sums, Span span) {
  return static_cast<std::int64_t>(sums.parsed.sources.position(span).line);
}

const std::string& file_of(const ExpectedSums& sums, Span span) {
  return sums.parsed.sources.name(span.source);
}

template <class Sum>
Json place_json(const ExpectedSums& sums, const Sum& sum) {
  return Json::object()
      .set_bytes("file", file_of(sums, sum.span))
      .set("line", line_of(sums, sum.span))
      .set_bytes("check", sum.check)
      .set_bytes("path", sum.path);
}

}  // namespace

SumsDiff sums_diff(const std::vector<RewrittenFile>& files) {
  SumsDiff all;
  for (const RewrittenFile& file : files) {
    const UnifiedDiff diff = unified_diff(file.path, file.before, file.after);
    all.text += diff.text;
    all.masked = all.masked || diff.masked;
  }
  return all;
}

std::vector<std::string> refused_sums(const ExpectedSums& sums) {
  std::vector<std::string> lines;
  lines.reserve(sums.refused.size());
  for (const RefusedSum& sum : sums.refused) {
    lines.push_back(file_of(sums, sum.span) + ":" + std::to_string(line_of(sums, sum.span)) +
                    ": the sum of " + sum.path + " stays: " + sum.reason);
  }
  return lines;
}

std::string written_text(const std::vector<RewrittenFile>& files) {
  std::string text;
  for (const RewrittenFile& file : files) {
    const std::string path = printable(file.path);
    text += counted(file.sums, "new sum") + " in " + path + "; the old file is " + path + "~\n";
  }
  return text;
}

Json sums_json(const ExpectedSums& sums, const std::vector<RewrittenFile>& written) {
  Json files = Json::array();
  for (const OutdatedSum& sum : sums.outdated) {
    files.push(place_json(sums, sum)
                   .set("before", sum.before)
                   .set("after", sum.after)
                   .set("package", sum.package)
                   .set("signature", Json::text_or_null(sum.signature)));
  }
  Json refused = Json::array();
  for (const RefusedSum& sum : sums.refused) {
    refused.push(place_json(sums, sum).set("expect", sum.expect).set_bytes("reason", sum.reason));
  }
  std::vector<std::string> paths;
  paths.reserve(written.size());
  for (const RewrittenFile& file : written) paths.push_back(file.path);
  return Json::object()
      .set("schema", 1)
      .set("files", std::move(files))
      .set("refused", std::move(refused))
      .set("written", Json::array_of(paths))
      .set("notes", Json::array_of(sums.notes));
}

}  // namespace pkgmap::cli
