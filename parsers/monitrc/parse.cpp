#include "parsers/monitrc/parse.hpp"

#include <memory>
#include <utility>

#include "parsers/monitrc/semantics.hpp"
#include "parsers/monitrc/statements/includes.hpp"
#include "parsers/monitrc/statements/token_stream.hpp"
#include "parsers/monitrc/syntax.hpp"
#include "parsers/monitrc/words/report.hpp"
#include "parsers/monitrc/words/tree.hpp"

namespace pkgmap::monitrc {

Parsed parse_control_file(const std::string& path, FileReader& reader,
                          const ParseOptions& options) {
  Parsed parsed;
  parsed.control_file.path = path;
  Report report(parsed.sources, parsed.diagnostics);
  Includes includes(parsed.sources, parsed.control_file, reader, options.working_directory, report);
  if (const std::optional<std::string> reason = includes.open(path)) {
    parsed.diagnostics.push_back({Severity::error, std::nullopt, path, *reason, {}});
    return parsed;
  }
  TokenStream tokens(includes, report);
  std::shared_ptr<Tree> tree;
  if (options.keep_tree) {
    tree = std::make_shared<Tree>();
    tokens.record(*tree);
  }
  Parser parser(tokens, report, options, parsed.control_file);
  read_control_file(parser);
  complete(parser);
  parsed.tree = std::move(tree);
  return parsed;
}

}  // namespace pkgmap::monitrc
