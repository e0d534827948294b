// Places (`createVpcChannel/request/members/0/host`) and the anchors that stand for them on an operation's page.

/** Where a field's anchor is: the operation's page, and the id on it. */
export interface Anchor {
  operation: string;
  /** `body.members.host`, `200.id`, `path.project_id`; empty for the operation itself. */
  id: string;
}

/** The anchor of a place. An element of a list adds no step: the list's name says enough. */
export function anchorOf(place: string): Anchor {
  const [operation = '', part = '', ...steps] = place.split('/');
  const first = part === 'request' || part === 'form' ? 'body' : part;
  return { operation, id: [first, ...steps.filter((step) => step !== '0')].filter(Boolean).join('.') };
}
