// The address holds what the controls show, so that a view can be linked.
export const readQuery = () => new URLSearchParams(location.search);

export const writeQuery = (values) => {
  const query = readQuery();
  for (const [name, value] of Object.entries(values)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = String(query).replaceAll("%2C", ",");
  try {
    history.replaceState(null, "", location.pathname + (text && `?${text}`) + location.hash);
  } catch {
    // not allowed everywhere
  }
};
