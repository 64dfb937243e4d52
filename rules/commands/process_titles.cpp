#include "rules/commands/process_titles.hpp"

#include "parsers/source/base_name.hpp"
#include "parsers/unit/lines.hpp"
#include "rules/commands/shells.hpp"

namespace pkgmap::rules {
namespace {

/// The titles of one program. "%c" stands for the command, "%p" for its first word.
struct Titles {
  std::string_view program;  ///< The base name has this text in it.
  std::vector<std::string_view> titles;
};

const std::vector<Titles>& all_titles() {
  static const std::vector<Titles> kAll = {
      {"nginx",
       {"nginx: master process %c", "nginx: worker process", "nginx: cache manager process"}},
      {"php-fpm", {"php-fpm: master process (/etc/php-fpm.conf)", "php-fpm: pool www"}},
      {"sshd", {"sshd: %c [listener] 0 of 10-100 startups", "sshd: root [priv]"}},
      {"postmaster",
       {"postgres: checkpointer", "postgres: logger", "postgres: background writer",
        "postgres: checkpointer process", "postgres -D /var/lib/pgsql/data"}},
      {"postgres",
       {"postgres: checkpointer", "postgres: logger", "postgres: checkpointer process"}},
      {"redis-server", {"%p 127.0.0.1:6379", "%p *:6379", "%p 0.0.0.0:6379 [cluster]"}},
      {"redis-sentinel", {"%p *:26379 [sentinel]"}},
      {"valkey-server", {"%p 127.0.0.1:6379", "%p *:6379", "%p 0.0.0.0:6379 [cluster]"}},
      {"valkey-sentinel", {"%p *:26379 [sentinel]"}},
      {"sendmail", {"sendmail: accepting connections", "sendmail: Queue runner@01:00:00"}},
      {"postfix", {"/usr/libexec/postfix/master -w", "/usr/lib/postfix/sbin/master -w"}},
      {"proftpd", {"proftpd: (accepting connections)"}},
      {"pure-ftpd", {"pure-ftpd (SERVER)"}},
      {"squid", {"(squid-1) --kid squid-1"}},
      {"dovecot", {"dovecot/anvil", "dovecot/log", "dovecot/config"}},
      {"amavisd", {"%p (master)", "amavisd (master)"}},
      {"spamd", {"spamd child"}},
      {"rspamd", {"rspamd: main process"}},
      {"smbd", {"smbd: notifyd", "smbd: cleanupd"}},
      {"winbindd", {"winbindd: domain child"}},
      {"puma", {"puma 6.0.0 (tcp://0.0.0.0:3000) [app]", "puma: cluster worker 0"}},
      {"unicorn", {"unicorn master -c config/unicorn.rb", "unicorn worker[0]"}},
      {"gunicorn", {"gunicorn: master [app]", "gunicorn: worker [app]"}},
      {"sidekiq", {"sidekiq 7.0.0 app [0 of 5 busy]"}},
      {"mysqld_safe", {"/bin/sh %c", "/usr/libexec/mysqld", "/usr/sbin/mysqld"}},
      {"mariadbd-safe", {"/bin/sh %c", "/usr/libexec/mariadbd", "/usr/sbin/mariadbd"}},
      {"tomcat", {"java org.apache.catalina.startup.Bootstrap start"}},
      {"catalina", {"java org.apache.catalina.startup.Bootstrap start"}},
  };
  return kAll;
}

// No title has two marks. What stands in a mark's place is no title, whatever it looks like.
std::string filled(std::string_view title, const std::vector<std::string>& argv) {
  std::string text(title);
  const std::size_t at = title.find('%');
  if (at == std::string_view::npos) return text;
  return text.replace(at, 2, title.substr(at).starts_with("%c") ? joined_words(argv) : argv[0]);
}

}  // namespace

std::vector<std::string> process_titles(const std::vector<std::string>& argv) {
  std::vector<std::string> found;
  if (argv.empty()) return found;
  // The directory of a program such as /usr/libexec/tomcat/server says what it is.
  const bool by_path = argv[0].find("tomcat") != std::string::npos;
  const std::string_view name = by_path ? std::string_view("tomcat") : base_name(argv[0]);
  for (const Titles& known : all_titles()) {
    if (name.find(known.program) == std::string_view::npos) continue;
    for (const std::string_view title : known.titles) found.push_back(filled(title, argv));
  }
  return found;
}

std::vector<std::string> script_command(std::string_view text,
                                        const std::vector<std::string>& argv) {
  constexpr std::string_view kMark = "#!";
  if (!text.starts_with(kMark)) return {};
  // Of a script whose line names no path, the kernel runs nothing.
  if (!trimmed(text.substr(kMark.size(), text.find('\n') - kMark.size())).starts_with('/'))
    return {};
  std::vector<std::string> words = interpreter_of(text);
  if (words.empty()) return {};
  words.insert(words.end(), argv.begin(), argv.end());
  return words;
}

}  // namespace pkgmap::rules
