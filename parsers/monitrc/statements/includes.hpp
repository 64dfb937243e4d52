// The stack of the control file and of the included files. The parser reads the text on top; the
// other texts wait.
//
// As in monit, `include` puts every file that its pattern matches on top of the stack, so that
// these files are read in reverse order and before the rest of the including file. monit does not
// include a file that waits below the top of the stack, and never again the control file itself;
// but it does include the file on top. So monit reads a file that includes itself, by name or by a
// pattern, twice: at the second reading the first copy waits, and the include is skipped.
//
// Two bounds, each with an error in the report: 1024 files may wait, as in monit, and the rest of
// the files that an include matches are not read; and every include after the first 20,000 is
// ignored, so that files that include each other repeatedly come to an end. The class keeps the
// content of a file, and takes it from memory if the file is included again. Mistakes go to the
// report. For one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/words/lexer.hpp"
#include "parsers/monitrc/words/report.hpp"
#include "parsers/source/file_reader.hpp"
#include "parsers/source/source_text.hpp"

namespace pkgmap::monitrc {

/// Returns whether the path has a name that a package manager or an editor gives to a copy of a
/// file: "x.conf.rpmnew". include() reads such a file, but warns of it if the pattern has a
/// wildcard.
bool is_left_behind(const std::string& path);

class Includes {
 public:
  /// `working_directory`, monit's own, absolute or empty ("/"), is where a relative pattern begins.
  /// The references must outlive this object. The object adds the texts to `sources`, each path
  /// once to ControlFile::files of `file`, and each pattern to its ControlFile::includes.
  Includes(Sources& sources, ControlFile& file, FileReader& reader, std::string working_directory,
           Report& report);

  /// Puts the control file, an absolute path, on the stack; the caller does this once, first.
  /// Returns nullopt; if the file cannot be read, the reason of the FileReader.
  std::optional<std::string> open(const std::string& path);

  /// Returns the lexer of the text on top; null if the stack is empty. Valid until the next
  /// include() or leave_current().
  Lexer* current();
  /// Removes the text on top. The caller calls this function when current() has returned its last
  /// token.
  void leave_current();
  /// Puts the files that match the pattern on the stack, without directories and without files
  /// whose names end in '~'. `pattern` is a token of kind include. If no file matches, reports a
  /// warning, unless the pattern has a wildcard and its directory exists.
  void include(const Token& pattern);

 private:
  struct Waiting {
    std::string path;      ///< Absolute.
    std::string spelling;  ///< As glob(3) gives it to monit, which compares spellings.
    Span where;            ///< The pattern that matched `path`.
    std::optional<Lexer> lexer;
  };

  void push(const std::string& path, const std::string& spelling, Span where);
  bool waits(const std::string& spelling) const;
  void warn_of_nothing(const std::string& pattern, const Token& token);
  std::optional<std::uint32_t> source_of(const std::string& path, std::string& error);

  Sources& sources_;
  ControlFile& file_;
  FileReader& reader_;
  std::string working_directory_;
  Report& report_;
  LexerMemory memory_;
  std::vector<Waiting> stack_;
  std::unordered_map<std::string, std::size_t> waiting_;  ///< How often a spelling is on the stack.
  std::unordered_map<std::string, std::uint32_t> sources_by_path_;
  std::size_t includes_ = 0;
};

}  // namespace pkgmap::monitrc
