// The statements of a control file, as tables: which word begins one, and which
// function reads it. To add a statement, add a row in syntax.cpp (inside checks) or
// in set.cpp.
#pragma once

#include <span>
#include <string_view>

#include "parsers/monitrc/keyword.hpp"
#include "parsers/monitrc/model.hpp"
#include "parsers/monitrc/parser.hpp"

namespace pkgmap::monitrc {

/// A statement inside a check. `read` begins at its first token.
struct CheckStatement {
  Keyword keyword;
  bool (*read)(Parser&, Check&);
};

/// A `set` statement. `read` begins behind its second word, which `word` is.
struct SetStatement {
  Keyword keyword;
  bool (*read)(Parser&, const Token& word);
};

const CheckStatement* find_check_statement(Keyword keyword);
const SetStatement* find_set_statement(Keyword keyword);

/// `check`, `set`, and every row of the first table.
bool begins_statement(Keyword keyword);

/// How the first words of statements are spelled.
std::span<const std::string_view> check_statement_words();

/// Reads a whole control file; afterwards Parser::file and Parser::references are complete.
void read_control_file(Parser& parser);

// The parts of the grammar, each in a file of that name.
bool read_check(Parser& parser);  ///< check.cpp: the header; the check is added to Parser::file.
bool read_set(Parser& parser);    ///< set.cpp
bool read_httpd(Parser& parser, const Token& word);       ///< httpd.cpp
bool read_mailserver(Parser& parser, const Token& word);  ///< delivery.cpp, as the next two
bool read_mmonit(Parser& parser, const Token& word);
bool read_eventqueue(Parser& parser, const Token& word);
bool read_test(Parser& parser, Check& check);              ///< test.cpp: `if …`
bool read_ignore(Parser& parser, Check& check);            ///< test.cpp: `ignore content …`
bool read_action(Parser& parser, Action& action);          ///< action.cpp: what `then` is to do
bool read_command(Parser& parser, Command& command);       ///< command.cpp
bool read_user_options(Parser& parser, Command& command);  ///< command.cpp: uid, gid
/// command.cpp: and timeout; `otherwise_ms` when there is none.
bool read_command_options(Parser& parser, Command& command, int otherwise_ms);
bool read_method(Parser& parser, Check& check);             ///< command.cpp: start, stop, restart
bool read_alert(Parser& parser, Alert& alert);              ///< alert.cpp: behind `alert`
bool read_mail_address(Parser& parser, std::string& into);  ///< alert.cpp
bool read_mail_format(Parser& parser, MailFormat& into);    ///< alert.cpp: behind `mail-format`

/// syntax.cpp: behind `onreboot`
bool read_onreboot_word(Parser& parser, std::optional<OnReboot>& into);

/// What monit computes when a checksum test names no algorithm.
Algorithm default_algorithm(const std::optional<Version>& version);

}  // namespace pkgmap::monitrc
