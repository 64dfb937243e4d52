// Which text is read now, and which wait: the stack of included files.
//
// Like monit's: `include` puts every file that its pattern matches on top, so
// that they are read in reverse order and before the rest of the including
// file. Bounded: as in monit 1024 files wait at a time, and there is an end to
// files that include others twice. A file that is included again after its end
// is read again, from memory.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/words/lexer.hpp"
#include "parsers/monitrc/words/report.hpp"
#include "parsers/source/file_reader.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

class Includes {
 public:
  /// All must outlive it. Texts are added to `sources`, each path once to the `files` of `file`,
  /// each pattern to its `includes`.
  Includes(Sources& sources, ControlFile& file, FileReader& reader, std::string working_directory,
           Report& report);

  /// Begins with the control file. If it cannot be read: the reader's reason.
  std::optional<std::string> open(const std::string& path);

  /// The text that is read now. Null: all are read.
  Lexer* current();
  void leave_current();
  void include(const Token& pattern);

 private:
  struct Waiting {
    std::string path;
    Span where;  ///< The pattern that matched it.
    std::optional<Lexer> lexer;
  };

  void push(const std::string& path, Span where);
  void warn_of_nothing(const std::string& pattern, const Token& token);
  std::optional<std::uint32_t> source_of(const std::string& path, std::string& error);

  Sources& sources_;
  ControlFile& file_;
  FileReader& reader_;
  std::string working_directory_;
  Report& report_;
  LexerMemory memory_;
  std::vector<Waiting> stack_;
  std::unordered_set<std::string> waiting_paths_;
  std::unordered_map<std::string, std::uint32_t> sources_by_path_;
  std::size_t includes_ = 0;
};

}  // namespace pkgmap::monitrc
