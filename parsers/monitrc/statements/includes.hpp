// The stack of included files: which text is read now, and which texts wait.
//
// As in monit, `include` puts every file that its pattern matches on top of the stack, so that
// these files are read in reverse order and before the rest of the including file. monit skips a
// file that waits on the stack, but not the file on top of it: a file that includes itself, by its
// name or with its whole directory, is read twice. The stack is bounded: 1024 files may wait, as in
// monit, and after 20,000 includes the others are passed over, so that files that include others
// twice come to an end. A file that is included again after its end is read again, from memory.
// Mistakes go to the report. For one thread.
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

/// Whether a package manager or an editor left this file behind, beside the one that it stands for
/// ("x.conf.rpmnew"): nobody means to include it.
bool is_left_behind(const std::string& path);

class Includes {
 public:
  /// The arguments must outlive this object, which adds texts to `sources`, each path once to the
  /// `files` of `file`, and each pattern to the `includes` of `file`.
  Includes(Sources& sources, ControlFile& file, FileReader& reader, std::string working_directory,
           Report& report);

  /// Begins with the control file, an absolute path. Returns nullopt, or the reason of the reader
  /// if the file cannot be read.
  std::optional<std::string> open(const std::string& path);

  /// Returns the lexer of the text that is read now; null if all texts are read. Valid until
  /// include() or leave_current().
  Lexer* current();
  /// Removes the current text. For a text whose lexer is at the end.
  void leave_current();
  /// Puts the files that match the pattern on the stack. `pattern` is a token of kind include. A
  /// pattern that matches no file gets a warning.
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
