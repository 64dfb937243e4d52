// Lists the members of each recorded value by name, so that writing and reading use the same names.
//
// members(visit, value) calls visit(name, member) for each member, except CheckFacts::check and
// RecordedHost::packages; each members_of() does so for one type. In JSON an enumerator is a
// number; the reader refuses a number above last_of(). Private to engine/recorded.
#pragma once

#include "engine/recorded/recorded_host.hpp"

namespace pkgmap::recorded {

/// Calls visit(name, member) for each member of `value`, which may be const.
template <class Visit, class Value>
void members(Visit& visit, Value& value);

template <class V, class T>
void members_of(V& v, T& x, const rules::PathFact*) {
  v("asked", x.asked);
  v("hops", x.hops);
  v("exists", x.exists);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::UnitFact*) {
  v("asked", x.asked);
  v("name", x.name);
  v("fragments", x.fragments);
  v("programs", x.programs);
  v("engine", x.engine);
  v("exists", x.exists);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::CommandFact*) {
  v("of", x.of);
  v("unit", x.unit);
  v("asks", x.asks);
  v("needs", x.needs);
  v("script", x.script);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::ActsOnFact*) {
  v("of", x.of);
  v("check", x.check);
  v("group", x.group);
  v("all", x.all);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::ProgramFact*) {
  v("of", x.of);
  v("path", x.path);
  v("controls", x.controls);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::ContainerFact*) {
  v("of", x.of);
  v("what", x.what);
  v("engine", x.engine);
  v("client", x.client);
  v("daemons", x.daemons);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::DirectoryFact*) {
  v("holds", x.holds);
  v("hops", x.hops);
  v("makers", x.makers);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::ProcessFact*) {
  v("pid", x.pid);
  v("found", x.found);
  v("certain", x.certain);
  v("programs", x.programs);
  v("libraries", x.libraries);
  v("units", x.units);
  v("deleted", x.deleted);
  v("beside_monit", x.beside_monit);
  v("services", x.services);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::MatchFact*) {
  v("processes", x.processes);
  v("fits", x.fits);
  v("units", x.units);
  v("stopped", x.stopped);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::SocketFact*) {
  v("asked", x.asked);
  v("path", x.path);
  v("processes", x.processes);
  v("units", x.units);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::CheckFacts*) {
  v("path", x.path);
  v("pidfile", x.pidfile);
  v("scripts", x.scripts);
  v("commands", x.commands);
  v("programs", x.programs);
  v("containers", x.containers);
  v("acts_on", x.acts_on);
  v("pidfile_units", x.pidfile_units);
  v("directories", x.directories);
  v("processes", x.processes);
  v("matching", x.matching);
  v("sockets", x.sockets);
  v("state", x.state);
  v("errors", x.errors);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::LastTests*) {
  v("off", x.off);
  v("at", x.at);
  v("turn", x.turn);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedCheck*) {
  v("name", x.name);
  v("facts", x.facts);
  v("watch", x.watch);
  v("suspended", x.suspended);
  v("tests", x.tests);
  v("by_transaction", x.by_transaction);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedUnit*) {
  v("name", x.name);
  v("fragment", x.fragment);
  v("paths", x.paths);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedDeadEnd*) {
  v("check", x.check);
  v("detail", x.detail);
  v("file", x.file);
  v("line", x.line);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::BypassedPackages*) {
  v("checks", x.checks);
  v("detail", x.detail);
  v("place", x.place);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedUnserved*) {
  v("about", x.about);
  v("executable", x.executable);
  v("is_missed", x.is_missed);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedFile*) {
  v("path", x.path);
  v("type", x.type);
  v("size", x.size);
  v("digests", x.digests);
  v("masked", x.masked);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedHost*) {
  v("control_file", x.control_file);
  v("place", x.place);
  v("host_name", x.host_name);
  v("working_directory", x.working_directory);
  v("policy_file", x.policy_file);
  v("live", x.live);
  v("monit_version", x.monit_version);
  v("checks", x.checks);
  v("units", x.units);
  v("dead_ends", x.dead_ends);
  v("bypassed", x.bypassed);
  v("unserved", x.unserved);
  v("files", x.files);
}
template <class V, class T>
void members_of(V& v, T& x, const rules::Nevra*) {
  v("name", x.name);
  v("epoch", x.epoch);
  v("version", x.version);
  v("release", x.release);
  v("arch", x.arch);
  v("system", x.system);
}
template <class V, class T>
void members_of(V& v, T& x, const PackageRecord*) {
  v("nevra", x.nevra);
  v("instance", x.instance);
  v("installed_at", x.installed_at);
  v("configuration_only", x.configuration_only);
}
template <class V, class T>
void members_of(V& v, T& x, const FileEntry*) {
  v("path", x.path);
  v("mode", x.mode);
  v("permissions_known", x.permissions_known);
  v("size_known", x.size_known);
  v("config", x.config);
  v("noreplace", x.noreplace);
  v("ghost", x.ghost);
  v("content_verified", x.content_verified);
  v("known_by", x.known_by);
  v("digest", x.digest.value);
  v("algorithm", x.digest.algorithm);
  v("link_target", x.link_target);
  v("user", x.user);
  v("group", x.group);
  v("size", x.size);
  v("modified", x.modified);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedPackage*) {
  v("record", x.record);
  v("whole", x.whole);
  v("files", x.files);
  v("triggers", x.triggers);
}
template <class V, class T>
void members_of(V& v, T& x, const RecordedPackages*) {
  v("system", x.system);
  v("place", x.place);
  v("named", x.named);
  v("named_directories", x.named_directories);
  v("packages", x.packages);
}

template <class Visit, class Value>
void members(Visit& visit, Value& value) {
  members_of(visit, value, &value);
}

/// Each last_of() returns the last enumerator of a type; no enumerator has a larger number.
constexpr int last_of(FileType) {
  return static_cast<int>(FileType::block_device);
}
constexpr int last_of(rules::CommandOf) {
  return static_cast<int>(rules::CommandOf::test);
}
constexpr int last_of(rules::Monitoring) {
  return static_cast<int>(rules::Monitoring::unread);
}
constexpr int last_of(rules::Watch) {
  return static_cast<int>(rules::Watch::failing);
}
constexpr int last_of(rules::PackageSystem) {
  return static_cast<int>(rules::PackageSystem::dpkg);
}

}  // namespace pkgmap::recorded
