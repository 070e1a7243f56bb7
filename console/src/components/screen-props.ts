/** The properties of a screen: the parts of its address that name things, such as `topicId`. */
export interface ScreenProps {
  params: Readonly<Record<string, string>>;
}
