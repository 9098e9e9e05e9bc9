/* oom_adjust.c - writes oom_score_adj. Asks nobody whether it should. */
#include "oom_adjust.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "deliver.h"
#include "scan_text.h"

bool oom_adj_parse(const char *text, size_t length, int *out)
{
	struct text_at t = { text, text + length };
	bool is_below = text_skip(&t, "-");
	uint64_t n;

	if (!text_number(&t, &n) || n > OOM_ADJUST_MOST)
		return false;
	*out = is_below ? -(int)n : (int)n;
	return true;
}

/* The file is opened first, the start read second: an open file stays with its process, whoever gets the pid. */
static int open_file(const struct procfs *p, pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "%d/oom_score_adj", (int)pid);
	return openat(p->root, path, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
}

static enum oom_adjusted outcome(int error, enum oom_adjusted forbidden)
{
	switch (error) {
	case ENOENT:
	case ESRCH:  return OOM_ADJUST_GONE;
	case EPERM:
	case EACCES: return forbidden;
	default:     return OOM_ADJUST_FAILED;
	}
}

static enum oom_adjusted write_value(int fd, int value)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%d\n", value);

	return write(fd, text, (size_t)length) == length ? OOM_ADJUSTED : outcome(errno, OOM_ADJUST_LOWER);
}

enum oom_adjusted oom_adjust(const struct procfs *p, pid_t pid, uint64_t start_ns, int value)
{
	enum oom_adjusted result = OOM_ADJUST_FAILED;
	int fd, error;

	if (!p->is_living)
		return OOM_ADJUST_ELSEWHERE;
	fd = open_file(p, pid);
	if (fd < 0)
		return outcome(errno, OOM_ADJUST_NOT_YOURS);
	switch (deliver_check(p, pid, start_ns)) {
	case DELIVERED:          result = write_value(fd, value); break;
	case DELIVERY_REUSED:    result = OOM_ADJUST_REUSED; break;
	case DELIVERY_GONE:      result = OOM_ADJUST_GONE; break;
	case DELIVERY_FORBIDDEN: result = OOM_ADJUST_NOT_YOURS; break;
	default:                 break;
	}
	error = errno;
	close(fd);
	errno = error;
	return result;
}

const char *oom_adjusted_text(enum oom_adjusted a)
{
	switch (a) {
	case OOM_ADJUSTED:         return "done";
	case OOM_ADJUST_REUSED:    return "refused: the pid was reused";
	case OOM_ADJUST_GONE:      return "it has ended already";
	case OOM_ADJUST_NOT_YOURS: return "not permitted: it is another user's";
	case OOM_ADJUST_LOWER:     return "not permitted: to lower it takes CAP_SYS_RESOURCE";
	case OOM_ADJUST_ELSEWHERE: return "refused: /proc is of elsewhere";
	case OOM_ADJUST_FAILED:    break;
	}
	return strerror(errno);
}
