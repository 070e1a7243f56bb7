import { readTopic } from '../../api/topics';
import { useRead } from '../../api/use-api';
import { UserText } from '../../components/user-text';

interface TopicNameProps {
  projectId: string;
  topicId: string;
  className?: string;
}

/** The title of a topic, once it is read; several of one topic read it once. */
export function TopicName({ projectId, topicId, className }: TopicNameProps) {
  const { data } = useRead(readTopic(projectId, topicId));
  return data ? <UserText className={className}>{data.topic}</UserText> : null;
}
