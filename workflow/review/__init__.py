"""The review page: a server on this machine in which an editor works all day, over the same jobs as the commands."""
