/** How sure a statement is: it follows from the messages · nothing else explains it well · it fits, and so may other things. */
export type Confidence = 'certain' | 'likely' | 'possible';
