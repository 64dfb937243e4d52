#include "parsers/monitrc/parse.hpp"

#include <utility>

#include "parsers/monitrc/includes.hpp"
#include "parsers/monitrc/report.hpp"
#include "parsers/monitrc/semantics.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/monitrc/token_stream.hpp"

namespace pkgmap::monitrc {

Parsed parse_control_file(const std::string& path, FileReader& reader,
                          const ParseOptions& options) {
  Parsed parsed;
  parsed.control_file.path = path;
  Report report(parsed.sources, parsed.diagnostics);
  Includes includes(parsed.sources, parsed.control_file.files, reader, options.working_directory,
                    report);
  if (const std::optional<std::string> reason = includes.open(path)) {
    parsed.diagnostics.push_back({Severity::error, std::nullopt, path, *reason, {}});
    return parsed;
  }
  TokenStream tokens(includes, report);
  Parser parser(tokens, report, options, parsed.control_file);
  read_control_file(parser);
  complete(parser);
  return parsed;
}

}  // namespace pkgmap::monitrc
