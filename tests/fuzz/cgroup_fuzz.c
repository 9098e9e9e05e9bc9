/* cgroup_fuzz.c - any bytes as each of the files that tell of control groups. */
#define _GNU_SOURCE
#include <string.h>

#include "cgroup.h"
#include "fuzz.h"

static void as_membership(const char *text, size_t size)
{
	static char out[CGROUP_PATH];
	struct cgroup_span path, rest;

	if (!cgroup_path_parse(text, size, &path))
		return;
	HOLDS(path.bytes > text && path.bytes + path.length < text + size);
	HOLDS(path.bytes[0] == '/' && path.bytes[path.length] == '\n');
	HOLDS(!memchr(path.bytes, '\n', path.length));
	if (cgroup_absolute("/a/b", path, out, &rest))
		HOLDS(rest.bytes == out && out[0] == '/' && strlen(out) == rest.length && !memmem(out, rest.length, "/../", 4));
	if (cgroup_below("/", path, &rest))
		HOLDS(rest.length < path.length && (rest.length == 0 || rest.bytes[0] != '/'));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct cgroup_mount mount;
	const char *text = (const char *)data;
	struct cgroup_stat stat;
	uint64_t n;

	as_membership(text, size);
	if (cgroup_mount_parse(text, size, size & 1 ? "cpuacct" : "memory", &mount)) {
		HOLDS(mount.version == CGROUP_V1 || mount.version == CGROUP_V2);
		HOLDS(mount.root[0] && memchr(mount.root, '\0', sizeof(mount.root)));
		HOLDS(mount.point[0] && memchr(mount.point, '\0', sizeof(mount.point)));
	}
	if (cgroup_number_parse(text, size, &n))
		HOLDS(n == CGROUP_NO_LIMIT || n < UINT64_C(1) << 62);
	if (cgroup_stat_parse(text, size, &stat))
		HOLDS(cgroup_reclaimable(&stat) < UINT64_C(3) << 62);
	cgroup_kills_parse(text, size, &n);
	cgroup_io_parse(text, size, &n, &n);
	if (cgroup_quota_parse(text, size, &n, &n))
		HOLDS(n == CGROUP_NO_LIMIT || n % 1000 == 0);
	if (cgroup_cpus_parse(text, size, &n))
		HOLDS(n > 0);
	return 0;
}
