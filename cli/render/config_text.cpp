#include "cli/render/config_text.hpp"

#include "cli/render/words.hpp"
#include "parsers/source/mask.hpp"
#include "parsers/source/printable.hpp"

namespace pkgmap::cli {
namespace {

using monitrc::CheckType;

std::string subject(const monitrc::Check& check) {
  switch (check.type) {
    case CheckType::process:
      return check.matching.empty() ? check.pidfile : "matching " + check.matching;
    case CheckType::host:
      return check.address;
    case CheckType::network:
      return check.interface.empty() ? check.address : check.interface;
    default:
      return check.path;
  }
}

std::string httpd_line(const monitrc::ControlFile& control_file) {
  if (!control_file.httpd) return "httpd: none; monit cannot be asked\n";
  const monitrc::Httpd& httpd = *control_file.httpd;
  std::string text = "httpd:";
  if (httpd.unixsocket) text += " " + printable(httpd.unixsocket->path);
  if (httpd.tcp) {
    text += " " + (httpd.tcp->address.empty() ? "*" : printable(httpd.tcp->address)) + ":" +
            std::to_string(httpd.tcp->port);
  }
  return text + (httpd.allows ? "" : " (not started: nothing is allowed)") + "\n";
}

std::string check_line(const monitrc::Check& check, const Sources& sources) {
  std::string text = padded(check.name, 18) + "  " + padded(monitrc::name_of(check.type), 10) +
                     "  " + (check.implicit ? "implied by monit" : place(check, sources)) + "\n";
  if (!subject(check).empty())
    text += std::string(20, ' ') + printable(without_secrets({subject(check)}).front()) + "\n";
  if (!check.depends_on.empty()) {
    text += std::string(20, ' ') + wrapped_text("depends on " + listed(check.depends_on, 12), 20) +
            "\n";
  }
  return text;
}

}  // namespace

std::string config_text(const monitrc::Parsed& parsed) {
  const monitrc::ControlFile& control_file = parsed.control_file;
  std::string text = counted(control_file.checks.size(), "check") + " in " +
                     counted(control_file.files.size(), "file") + "\n";
  for (const std::string& file : control_file.files) text += "  " + printable(file) + "\n";
  text += httpd_line(control_file) + "\n";
  for (const monitrc::Check& check : control_file.checks) text += check_line(check, parsed.sources);
  return text;
}

}  // namespace pkgmap::cli
