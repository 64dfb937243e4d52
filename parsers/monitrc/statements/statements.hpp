// The functions that read statements, and parts that several statements share.
//
// The contract of parser.hpp holds: a function returns false, after reporting an error, if it could
// not read on; its argument may then be incomplete. The comment of a function names its source
// file, and says where the function begins to read if that is not the first token of the statement.
// A function with the parameter `word` reads a `set` statement: read_set() has taken `set` and
// `word`, and the function begins with the token behind `word`.
#pragma once

#include "parsers/monitrc/model/model.hpp"
#include "parsers/monitrc/statements/parser.hpp"

namespace pkgmap::monitrc {

bool read_check(Parser& parser);  ///< check.cpp: the header; adds the check to Parser::file.
bool read_set(Parser& parser);    ///< set.cpp
bool read_httpd(Parser& parser, const Token& word);       ///< httpd.cpp
bool read_mailserver(Parser& parser, const Token& word);  ///< delivery.cpp, as the next two
bool read_mmonit(Parser& parser, const Token& word);
bool read_eventqueue(Parser& parser, const Token& word);
/// command.cpp: a program and its arguments, behind `start program`, `path` or `exec`.
bool read_command(Parser& parser, Command& command);
/// command.cpp: the options uid and gid, behind the command; true also if there are none.
bool read_user_options(Parser& parser, Command& command);
/// command.cpp: the options uid, gid and timeout, behind the command; true also if there are none.
/// Without a timeout, Command::timeout_ms becomes `otherwise_ms`.
bool read_command_options(Parser& parser, Command& command, int otherwise_ms);
bool read_method(Parser& parser, Check& check);  ///< command.cpp: start, stop, restart
bool read_alert(Parser& parser, Alert& alert);   ///< alert.cpp: behind `alert`
/// alert.cpp: a mail address, behind `alert` or `noalert`.
bool read_mail_address(Parser& parser, std::string& into);
bool read_mail_format(Parser& parser, MailFormat& into);  ///< alert.cpp: behind `mail-format`

bool read_depends(Parser& parser, Check& check);  ///< in_check.cpp, as the next functions
bool read_group(Parser& parser, Check& check);
bool read_every(Parser& parser, Check& check);
bool read_check_mode(Parser& parser, Check& check);
bool read_onreboot(Parser& parser, Check& check);
bool read_alert_of_check(Parser& parser, Check& check);
bool read_noalert(Parser& parser, Check& check);
/// in_check.cpp: behind `onreboot`.
bool read_onreboot_word(Parser& parser, std::optional<OnReboot>& into);

}  // namespace pkgmap::monitrc
